"""Where one person judges link after link: by keyboard in JupyterLab, each verdict kept at once."""

from analysis.review.desk.sitting import Only, Sitting, sit

__all__ = ["Only", "Sitting", "sit"]
