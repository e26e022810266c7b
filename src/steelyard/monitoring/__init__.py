"""In-year monitoring (双监控): the lights of goals and of spending at a month's end, each with its reason."""

from steelyard.monitoring.goals import Watch, Watched, watch
from steelyard.monitoring.lights import Colour, Light, alarm, execution, gap, indicator
from steelyard.monitoring.progress import Goal, Standing, goal_progress, monitor, way_of
from steelyard.monitoring.reported import Course, Report, course, usual_way

__all__ = [
    "Colour",
    "Course",
    "Goal",
    "Light",
    "Report",
    "Standing",
    "Watch",
    "Watched",
    "alarm",
    "course",
    "execution",
    "gap",
    "goal_progress",
    "indicator",
    "monitor",
    "usual_way",
    "watch",
    "way_of",
]
