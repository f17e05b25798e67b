"""Hand-over of an assessor who leaves."""
