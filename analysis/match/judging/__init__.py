"""From what changed to classes: reuse, evidence, and the class that people see."""
