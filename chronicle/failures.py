"""What goes wrong without being a fault of the data: which exceptions tell it, and how each is worded."""

from chronicle import inputs, lock, process
from chronicle.arguments import Trouble
from chronicle.problems import Message

EXPECTED = (Trouble, inputs.MissingFolder, inputs.OddFile, ModuleNotFoundError, lock.CannotLock, OSError)


def worded(failure: BaseException) -> Message:
    """Say what went wrong, and the cure where there is one; raises what is none of them again."""
    match failure:
        case Trouble():
            return failure.message
        case inputs.MissingFolder():
            return Message(nl=f"de map {failure.path} bestaat niet", en=f"the folder {failure.path} does not exist")
        case inputs.OddFile():
            return Message(nl=f"{failure.name} is geen gewoon bestand", en=f"{failure.name} is no ordinary file")
        case ModuleNotFoundError():
            # Somebody called another Python than that of .venv, or has not set it up yet.
            return Message(
                nl=f"het pakket {failure.name} ontbreekt; doe eerst make site en gebruik dan .venv/bin/python",
                en=f"the package {failure.name} is missing; run make site first, then use .venv/bin/python",
            )
        case lock.CannotLock():
            return Message(
                nl="bouwen kan hier niet: Windows kent het slot niet dat nodig is; gebruik WSL",
                en="building cannot be done here: Windows lacks the lock that it takes; use WSL",
            )
        case OSError():
            return process.reason(failure)
    raise failure
