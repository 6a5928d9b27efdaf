import { useEffect, useRef, type RefObject } from 'react';

const MOVES: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

type Cell = HTMLTableCellElement;

const CELL = 'td[data-day]';
const cellOf = (target: EventTarget | null): Cell | null =>
  target instanceof Element ? target.closest<Cell>(CELL) : null;

const within = (index: number, count: number): number => Math.min(count - 1, Math.max(0, index));

/** Where a key leads to from a cell. */
function nextOf(table: HTMLTableElement, cell: Cell, [down, right]: readonly [number, number]): Cell | undefined {
  const rows = [...(table.tBodies[0]?.rows ?? [])].map((row) => [...row.querySelectorAll<Cell>(CELL)]);
  const at = rows.findIndex((cells) => cells.includes(cell));
  const column = rows[at]?.indexOf(cell) ?? 0;
  const row = rows[within(at + down, rows.length)] ?? [];
  return row[within(column + right, row.length)];
}

/** Of its links one alone is a stop of the Tab key: where one was last. */
function makeStop(table: HTMLTableElement, stop: HTMLElement | null | undefined): void {
  for (const link of table.querySelectorAll<HTMLElement>(`${CELL} > a`)) link.tabIndex = link === stop ? 0 : -1;
}

/**
 * One stop for the Tab key in hundreds of cells, arrows from one to the next; `tell` hears of the cell that is pointed at or
 * reached. Until this runs, and without a script, each cell that leads somewhere is a stop of its own.
 */
export function useGridKeys(tell: (cell: Cell | null) => void): RefObject<HTMLTableElement | null> {
  const ref = useRef<HTMLTableElement>(null);
  // Other rows may have come with other filters.
  useEffect(() => {
    const table = ref.current;
    if (table?.querySelector(`${CELL} > a:not([tabindex])`))
      makeStop(table, table.querySelector<HTMLElement>(`${CELL} > a[tabindex="0"], ${CELL} > a`));
  });
  useEffect(() => {
    const table = ref.current;
    if (!table) return undefined;
    const ended = new AbortController();
    const { signal } = ended;
    const hear = ({ target }: Event): void => tell(cellOf(target));
    table.addEventListener('focusin', hear, { signal });
    table.addEventListener('pointerover', hear, { signal });
    table.addEventListener('pointerleave', () => tell(null), { signal });
    const onKey = (event: KeyboardEvent): void => {
      const move = MOVES[event.key];
      const cell = cellOf(event.target);
      if (!move || !cell || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const next = nextOf(table, cell, move);
      const link = next?.querySelector<HTMLElement>('a');
      if (link) makeStop(table, link);
      (link ?? next)?.focus();
    };
    table.addEventListener('keydown', onKey, { signal });
    return () => ended.abort();
  }, [tell]);
  return ref;
}
