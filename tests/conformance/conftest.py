"""Prints the rates of the outside suites in the summary of the run."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    rates = [
        value
        for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
        for name, value in getattr(report, "user_properties", ())
        if name == "conformance"
    ]
    if rates:
        terminalreporter.section("conformance with outside suites")
        for rate in dict.fromkeys(rates):
            terminalreporter.line(rate)
