"""The nouns: what is found (`sources`), said (`documents`), meant (`school`) and to be written (`site`)."""
