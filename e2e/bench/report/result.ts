import type { Machine } from './machine';

/** One figure. Goals are upper bounds, those of rates (`…/s`) lower ones. */
export interface Result {
  bench: string;
  metric: string;
  value: number;
  unit: string;
  goal: number | null;
  met: boolean | null;
  /** What it was measured against in the same run, in the same unit. */
  baseline: { of: string; value: number } | null;
  machine: Machine;
}

/** A figure as a bench takes it. */
export interface Figure {
  metric: string;
  value: number;
  unit: string;
  goal?: number;
  baseline?: { of: string; value: number };
}

export type Report = (figure: Figure) => void;

export const isRate = (unit: string): boolean => unit.endsWith('/s');

/** Three digits that mean something. */
const round = (value: number): number => Number(value.toPrecision(value >= 1000 ? 4 : 3));

export function toResult(bench: string, figure: Figure, machine: Machine): Result {
  const { metric, unit, baseline = null } = figure;
  const value = round(figure.value);
  // A goal may be a share of the baseline; what is judged is what is shown.
  const goal = figure.goal === undefined ? null : round(figure.goal);
  return {
    bench,
    metric,
    value,
    unit,
    goal,
    met: goal === null ? null : isRate(unit) ? value >= goal : value <= goal,
    baseline: baseline && { of: baseline.of, value: round(baseline.value) },
    machine,
  };
}
