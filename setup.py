"""Why this file exists: `scenarios/` and `forms/` are edited at the top of the repository by people
who are not programmers, and travel inside the package (see `dtcoach.adapters.places`)."""

from setuptools import find_packages, setup

CONTENT = ("scenarios", "forms")

setup(
    packages=[
        *find_packages(include=["dtcoach", "dtcoach.*"]),
        *(f"dtcoach.{folder}" for folder in CONTENT),
    ],
    package_dir={f"dtcoach.{folder}": folder for folder in CONTENT},
    package_data={"": ["**/*"]},
    exclude_package_data={"": ["**/__pycache__/*", "*.pyc"]},
)
