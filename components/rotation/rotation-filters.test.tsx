import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MOST_FACET_VALUES } from '@/lib/contract/secrets-list';
import { RotationFilters } from './rotation-filters';

const shown = (values: number): string => {
  const service = Array.from({ length: values }, (_, at) => ({ value: `service-${at}`, count: 1 }));
  const filters = { env: [], account: [], service };
  return renderToStaticMarkup(<RotationFilters filters={filters} state={[]} toHref={() => '/rotation'} />);
};

test('a filter that may go on says so, and how to come to the rest', () => {
  const html = shown(MOST_FACET_VALUES);
  expect(html).toContain(`No more than ${MOST_FACET_VALUES} are listed: the other filters narrow them.`);
  expect(shown(MOST_FACET_VALUES - 1)).not.toContain('are listed');
});
