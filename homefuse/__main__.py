"""`python -m homefuse` and the `homefuse` program."""

from homefuse.cli import app


def main() -> None:
    """Run the command line."""
    app(prog_name="homefuse")


if __name__ == "__main__":
    main()
