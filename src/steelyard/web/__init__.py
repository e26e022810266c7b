"""The web application: people, places and the cycle of a year over the same core. It scores and audits nothing itself.

This is the only room that knows the web framework, and nobody imports it but the command that starts it. Importing the
package imports no framework; ``settings.configure`` does.
"""
