"""Satisfaction surveys (满意度调查): what a sample of a given size can show, and what the answers of one come to."""

from steelyard.surveying.answers import Survey, survey
from steelyard.surveying.samples import CONFIDENCE, MARGIN, Sample, enough, mean, sample_size, wilson, z_of

__all__ = ["CONFIDENCE", "MARGIN", "Sample", "Survey", "enough", "mean", "sample_size", "survey", "wilson", "z_of"]
