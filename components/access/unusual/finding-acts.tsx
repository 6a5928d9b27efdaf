'use client';
import { createContext, use, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { FindingsChanged } from '@/lib/contract/unusual-dismissals';
import { ChangeFindings, type Asked } from './change-findings';
import { outcomeWords } from './finding-words';

/** Of the page that is listed. */
interface PageOfFindings {
  open: readonly string[];
  dismissed: readonly string[];
}

interface Acts extends PageOfFindings {
  chosen: readonly string[];
  choose: (ids: readonly string[], on: boolean) => void;
  ask: (asked: Asked) => void;
  /** What came of the last act. */
  told: string;
  /** Where the focus goes when the row of what was pressed is gone. */
  bar: RefObject<HTMLElement | null>;
}

const ActsContext = createContext<Acts | null>(null);

/** null: there is nothing that one may do here. */
export const useFindingActs = (): Acts | null => use(ActsContext);

const NOTHING: Asked = { change: 'dismiss', ids: [] };

/** What is selected on the page, and the one dialog of its rows: a row goes with its act, and would take its own along. */
export function FindingActs({ open, dismissed, children }: PageOfFindings & { children: ReactNode }) {
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState(NOTHING);
  const [isAsking, setIsAsking] = useState(false);
  const [told, setTold] = useState('');
  const bar = useRef<HTMLElement>(null);
  const chosen = [...open, ...dismissed].filter((id) => selected.includes(id));
  const choose = (ids: readonly string[], on: boolean) => {
    setTold('');
    setSelected(on ? [...new Set([...chosen, ...ids])] : chosen.filter((id) => !ids.includes(id)));
  };
  const ask = (wanted: Asked) => {
    setAsked(wanted);
    setIsAsking(true);
  };
  const end = (done: FindingsChanged) => {
    setIsAsking(false);
    setSelected(chosen.filter((id) => !asked.ids.includes(id)));
    setTold(outcomeWords(asked.change, done));
  };
  return (
    <ActsContext value={{ open, dismissed, chosen, choose, ask, told, bar }}>
      {children}
      <ChangeFindings {...asked} open={isAsking} bar={bar} onClose={() => setIsAsking(false)} onDone={end} />
    </ActsContext>
  );
}
