import type { NoticeMessage } from './notice';
import { describeOccasion } from './occasion';
import { toPlainWords } from './plain-words';
import { toLink, toTitle } from './to-webhook';

/** The three characters that Slack gives a meaning (its reference, "Escaping text"). */
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Text of others inside mrkdwn: in a code span nothing is bold, a link or a mention, in Slack and in what imitates it
 * (Mattermost reads `@channel` anywhere else). A grave accent would end the span.
 */
const quote = (text: string): string => `\`${escape(toPlainWords(text)).replaceAll('`', 'ˋ')}\``;

interface Line {
  label: string;
  value: string;
}

const minute = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function toLines({ secrets, scopes, since, facts, more }: NoticeMessage): Line[] {
  return [
    ...secrets.map(({ name, environment, guardedAs, accountName, accountId, region }) => {
      const where = environment === guardedAs ? environment : `${environment}, guarded as ${guardedAs}`;
      return { label: name, value: `${where} · ${accountName} (${accountId}) · ${region}` };
    }),
    ...scopes.map(({ accountName, accountId, region }) => ({ label: `${accountId} ${region}`, value: accountName })),
    // Where nothing is named the title has the number.
    ...(more > 0 && secrets.length + scopes.length > 0 ? [{ label: 'and', value: `${more} more` }] : []),
    ...(since === null ? [] : [{ label: 'since', value: minute(since) }]),
    ...facts,
  ];
}

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });

/** Two texts of a section may be 2,000 long and 10 in number (Slack, Block Kit). */
const PAIRS_A_SECTION = 5;

function toSections(lines: readonly Line[]) {
  const sections = [];
  for (let from = 0; from < lines.length; from += PAIRS_A_SECTION) {
    const some = lines.slice(from, from + PAIRS_A_SECTION);
    // Plain text is read as it stands: no mention, no link, no emphasis, whatever it holds.
    const fields = some.flatMap(({ label, value }) => [plain(toPlainWords(label)), plain(toPlainWords(value))]);
    sections.push({ type: 'section', fields });
  }
  return sections;
}

/** A message for an incoming webhook of Slack, or of what takes the same form. `text` is what shows where blocks do not. */
export function toSlackBody(message: NoticeMessage, origin: string): string {
  const title = toTitle(message);
  const link = toLink(origin, message.path);
  const lines = toLines(message);
  const { todo } = describeOccasion(message.occasion);
  const said = lines.map(({ label, value }) => `${quote(label)} ${quote(value)}`);
  return JSON.stringify({
    text: [`*${escape(title)}*`, ...said, escape(todo), `<${escape(link)}>`].join('\n'),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plain(title) },
      ...toSections(lines),
      { type: 'section', text: plain(todo) },
      { type: 'section', text: { type: 'mrkdwn', text: `<${escape(link)}|Open in Keyledger>`, verbatim: true } },
    ],
  });
}
