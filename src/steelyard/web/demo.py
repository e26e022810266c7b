"""A made-up city to look around in: a small tree, a few people, and a year that was just opened for its units."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from steelyard.model import Message
from steelyard.reviewing import Person
from steelyard.web import logbook
from steelyard.web.access import SYSTEM
from steelyard.web.models import Place, Posting, User
from steelyard.web.settings import SettingsError
from steelyard.web.years import open_for

CITY = "安澜市"
UNITS = ("水务局", "市场监督管理局", "教育局", "农业农村局", "文化广电和旅游局", "交通运输局")
TIME_LEFT = timedelta(days=20)
# User name, name, role, and the unit where there is one: people of nobody's making but ours.
PEOPLE = (
    ("admin", "系统管理员", "administrator", ""),
    ("caizheng", "财政审核员", "officer", ""),
    ("shuiwu", "水务局填报人", "filler", "水务局"),
    ("shuiwu-sh", "水务局审核人", "checker", "水务局"),
    ("jiaoyu", "教育局填报人", "filler", "教育局"),
    ("zhuanjia1", "评审专家甲", "expert", ""),
    ("zhuanjia2", "评审专家乙", "expert", ""),
)


def fill(tell: Callable[[Message], None]) -> None:
    """Fills an empty database and says how to sign in; the one password is drawn anew each time.

    :raises SettingsError: there are people or places already.
    """
    if User.objects.exists() or Place.objects.exists():
        zh = "--demo 只能用在空的数据文件夹：请用 --data 换一个。"
        raise SettingsError(zh, "--demo is for an empty data folder; choose another with --data.")
    secret = secrets.token_urlsafe(9)
    with transaction.atomic():
        city = Place.objects.create(name=CITY, path=CITY)
        places = {"": city}
        for name in UNITS:
            places[name] = Place.objects.create(parent=city, name=name, path=f"{CITY}/{name}", files=True)
        for place in places.values():
            logbook.append(SYSTEM, "add-place", place.path)
        for username, name, role, unit in PEOPLE:
            _person(username, name, role, places[unit], secret)
        today = timezone.localdate()
        officer = Person("caizheng", "officer", CITY)
        open_for(city, today.year - 1, today + TIME_LEFT, officer)
    names = "、".join(person[0] for person in PEOPLE)
    zh = f"示例用户：{names}，密码都是 {secret}"
    tell(Message(zh, f"The users of the example are {names.replace('、', ', ')}; the password of each is {secret}"))


def _person(username: str, name: str, role: str, place: Place, secret: str) -> None:
    user = User(username=username, name=name, fresh=False)
    user.set_password(secret)
    user.save()
    Posting.objects.create(user=user, role=role, place=place)
    logbook.append(SYSTEM, "add-user", f"user:{username}", reason=f"{role} {place.path}")
