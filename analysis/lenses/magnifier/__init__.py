"""Magnifier 放大镜: which small problems does everybody wave through, and who looks unannounced?"""
