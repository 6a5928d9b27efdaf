import 'server-only';
import { toQueryInput } from '@/lib/contract/query-input';
import { VIEW_QUERIES, type ViewScreen } from '@/lib/contract/saved-views';
import { AppError, type FieldError } from '@/lib/domain/errors';

/** The query of a screen's URL as it is kept: without its page, in one spelling; throws `invalid` by parameter. */
export function toViewQuery(screen: ViewScreen, query: string): string {
  const given = [...new URLSearchParams(query)].filter(([name, value]) => name !== 'cursor' && value !== '');
  const params = new URLSearchParams(given);
  const schema = VIEW_QUERIES[screen];
  const { input, errors } = toQueryInput(schema, params);
  const parsed = schema.safeParse(input);
  const wrong: FieldError[] = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    pointer: `query:${path.map(String).join('/')}`,
    rule: message,
  }));
  const all = [...errors, ...wrong];
  if (all.length === 0) return params.toString();
  const told = all.map(({ pointer, rule }) => ({
    pointer: '/query',
    rule: `${pointer.slice('query:'.length)} ${rule}`,
  }));
  throw new AppError('invalid', 'The query is none that this screen can show.', { errors: told });
}
