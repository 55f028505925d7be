"""How the outputs of a cell say what they are: a chart, the rows behind it, the head of a page."""

CHART = "application/vnd.plotly.v1+json"
FRAME = "application/vnd.fivelens.frame+json"
HEAD = "application/vnd.fivelens.head+json"
