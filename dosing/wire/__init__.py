"""Requests and answers as they stand on the wire: closed, bounded shapes. Imports msgspec only; computes nothing."""
