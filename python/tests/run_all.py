"""Runs all tests; prints a line of JSON for each: name, outcome, detail. `dotnet test` starts it; SCENEFORGE_DATASET and SCENEFORGE_EXPECTED say over what."""
import json
import os
import sys
import unittest


class Lines(unittest.TestResult):
    def say(self, test, outcome, detail=""):
        file, _, name = test.id().rpartition(".")
        print(json.dumps({"name": f"{file.split('.')[0]}.{name}", "outcome": outcome, "detail": detail}), flush=True)

    def addSuccess(self, test):
        self.say(test, "passed")

    def addFailure(self, test, error):
        self.say(test, "failed", self._exc_info_to_string(error, test))

    def addError(self, test, error):
        self.say(test, "failed", self._exc_info_to_string(error, test))

    def addSkip(self, test, reason):
        self.say(test, "skipped", reason)


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    unittest.defaultTestLoader.discover(here, "test_*.py").run(Lines())
    sys.exit(0)
