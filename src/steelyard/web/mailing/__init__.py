"""Mails to the people of units: a day is near, a day has passed, a form came back, a form was accepted, an adjustment
of targets was decided; and to those of their bureau: an adjustment was asked for.

A mail says what happened and where to look; what was found and why stands behind the sign-in alone.
"""
