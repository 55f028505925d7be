"""Telescope 望远镜: is the plan about the real, recurring problems, and who was asked?"""
