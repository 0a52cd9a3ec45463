"""The press: a program of its own that reads a page on standard input and writes it as a tagged PDF on standard output.

A process of its own, so that the seconds it takes hold up no other page, its memory goes when it is done, and nothing
of the service (keys, database) is in it. It opens no address and no file: what it prints is all in what it reads.
"""

import os
import resource
import sys

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

SECONDS = 15
BYTES = 1_500_000_000
NICE = 5


class Refusal(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Fetches nothing, from nowhere."""

    def fetch(self, url: str, headers: object = None) -> None:
        """Stops the press: what is printed never asks for anything."""
        raise FatalURLFetchingError(f"not fetched: {url.partition(':')[0]}")


def pdf_of(html: str) -> bytes:
    """The page as PDF, tagged after PDF/UA-1."""
    pdf: bytes = HTML(string=html, url_fetcher=Refusal()).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def main() -> None:
    """Prints once, politely and within bounds."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    sys.stdout.buffer.write(pdf_of(sys.stdin.buffer.read().decode()))


if __name__ == "__main__":
    main()
