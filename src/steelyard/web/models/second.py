"""The second factor of those who chose one."""

from django.db import models

from steelyard.web.models.people import User


class SecondFactor(models.Model):
    """A user's authenticator. The secret itself is not kept: the server's key gives it from ``nonce``.

    ``last`` is the step of time of the last code that was taken, which no later code may repeat or precede. Before
    it is ``confirmed`` by a first code it asks for nothing.
    """

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="second")
    nonce = models.CharField(max_length=64)
    confirmed = models.BooleanField(default=False)
    last = models.PositiveBigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A code for the day the authenticator is lost; it is deleted by its use. ``digest`` is all that is kept of it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "digest"), name="one_recovery_code"),)
