"""Linear programmes by HiGHS, kept open so that one question after another starts from the last answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = tuple[float, float, Mapping[int, float]]
"""From, to, and the coefficients by column."""

_NEAR = 1e-6


class DoesNotFit(Exception):
    """No numbers satisfy all that is known."""


class NotSolved(Exception):
    """The solver came to no answer. Nothing may be let out on the strength of it."""


class Programme:
    """Columns with bounds and costs, rows with bounds; always minimised. All columns stand for whole numbers."""

    def __init__(
        self, costs: Sequence[float], bounds: Sequence[tuple[float, float]], rows: Sequence[Row]
    ) -> None:
        import highspy  # loads NumPy, which pages that ask nothing of it need not wait for

        self._statuses = highspy.HighsModelStatus
        self._integer, self._continuous = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(costs), len(rows)
        model.col_cost_ = list(costs)
        model.col_lower_, model.col_upper_ = [low for low, _ in bounds], [high for _, high in bounds]
        model.row_lower_, model.row_upper_ = [low for low, _, _ in rows], [high for _, high, _ in rows]
        starts = [0]
        index: list[int] = []
        value: list[float] = []
        for _, _, terms in rows:
            index.extend(terms)
            value.extend(terms.values())
            starts.append(len(index))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = starts, index, value
        self.columns = len(costs)
        # The plain class: the other prints a banner on standard output, which belongs to a command's answer.
        self._highs: Any = highspy._Highs()  # type: ignore[attr-defined]
        for option, setting in (("output_flag", False), ("presolve", "off"), ("parallel", "off")):
            self._highs.setOptionValue(option, setting)
        self._highs.passModel(model)

    def cost(self, column: int, cost: float) -> None:
        self._highs.changeColCost(column, cost)

    def bound(self, column: int, low: float, high: float) -> None:
        self._highs.changeColBounds(column, low, high)

    def row(self, row: int, low: float, high: float) -> None:
        self._highs.changeRowBounds(row, low, high)

    def coefficient(self, row: int, column: int, value: float) -> None:
        self._highs.changeCoeff(row, column, value)

    def solve(self) -> dict[int, int]:
        """The whole numbers that cost least, by column; those that are 0 are left out. Raises DoesNotFit and NotSolved.

        Answered without branching where the first answer is whole already, as it is for plain tables.
        """
        whole = _whole(self._run())
        if whole is not None:
            return whole
        columns = range(self.columns)
        for column in columns:
            self._highs.changeColIntegrality(column, self._integer)
        try:
            return {column: round(value) for column, value in self._run().items() if round(value)}
        finally:
            for column in columns:
                self._highs.changeColIntegrality(column, self._continuous)

    def _run(self) -> dict[int, float]:
        for _ in range(2):
            self._highs.run()
            status = self._highs.getModelStatus()
            if status == self._statuses.kOptimal:
                values = enumerate(self._highs.getSolution().col_value)
                return {column: value for column, value in values if not -_NEAR < value < _NEAR}
            if status == self._statuses.kInfeasible:
                raise DoesNotFit
            self._highs.clearSolver()  # and begin afresh, once
        raise NotSolved


def _whole(values: Mapping[int, float]) -> dict[int, int] | None:
    rounded = {column: round(value) for column, value in values.items()}
    return rounded if all(abs(value - rounded[column]) < _NEAR for column, value in values.items()) else None
