"""`python -m portfoliogen` is the same program as `portfoliogen`."""

from portfoliogen.cli import main

if __name__ == "__main__":
    main()
