"""The charts of the reports: what is drawn from a form (budget, points lost, targets, months), all in one look.

The drawings are SVG written here, without a library: why, and what was measured, is told in
``docs/decisions/drawing-charts.md``.
"""

from steelyard.reporting.charts.achieved import achieved_pictures
from steelyard.reporting.charts.budget import budget_pictures
from steelyard.reporting.charts.lost import lost_pictures
from steelyard.reporting.charts.months import month_pictures
from steelyard.reporting.charts.picture import Picture

__all__ = ["Picture", "achieved_pictures", "budget_pictures", "lost_pictures", "month_pictures"]
