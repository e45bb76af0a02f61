"""python -m sceneforge ... runs the program."""
from .running import main

main()
