import type { Occasion, TEST } from './occasion';

/** A secret as a message names it. No value, no tag, no description. */
export interface NoticeSecret {
  id: string;
  name: string;
  environment: string;
  /** What guards count it as: a channel's environments are these. */
  guardedAs: string;
  accountId: string;
  accountName: string;
  region: string;
  owner: string | null;
}

export interface NoticeScope {
  id: string;
  accountId: string;
  accountName: string;
  region: string;
}

/** A detail beside the names. `value` may be text of others, and is bounded and made visible where it is written. */
export interface NoticeFact {
  label: string;
  value: string;
}

/** One fact that is worth a message, before anybody asks who is to get it. */
export interface Notice {
  occasion: Occasion;
  /** The same for the same fact, however often it is found: with it nobody is told twice. */
  key: string;
  secret: NoticeSecret | null;
  scope: NoticeScope | null;
  /** Since when it is so, or when it happened; null: nobody knows. */
  since: Date | null;
  facts: readonly NoticeFact[];
  /** Where it is told in full, below Keyledger's own address. */
  path: string;
}

/** What is kept of a message until it has arrived, and what every form of it is written from. */
export interface NoticeMessage {
  occasion: Occasion | typeof TEST;
  /** ISO times. */
  at: string;
  since: string | null;
  secrets: NoticeSecret[];
  scopes: NoticeScope[];
  /** How many more it is about than are named. */
  more: number;
  facts: NoticeFact[];
  path: string;
}

/** Names and facts of one message: with each at its longest it stays far below what receivers take. */
export const MOST_NAMED = 10;
export const MOST_FACTS = 6;
