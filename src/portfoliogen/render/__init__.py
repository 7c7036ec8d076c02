"""A plan to bytes: what is in each page and picture?"""
