import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MOST_FACET_VALUES, type SecretFacets } from '@/lib/contract/secrets-list';
import type { UrlState } from '@/components/layout/url-state';
import { ViewSwitch } from './view-switch';

const NONE = {
  env: [],
  account: [],
  region: [],
  state: [],
  service: [],
  owner: [],
  owningService: [],
  key: [],
  valueAge: [],
  pending: [],
};
const withTags = (...pairs: string[]): SecretFacets => ({ ...NONE, tag: pairs.map((value) => ({ value, count: 1 })) });

function render(facets: SecretFacets | undefined, state: UrlState = []) {
  const html = renderToStaticMarkup(<ViewSwitch state={state} facets={facets} />);
  const menu = /<details.*<\/details>/.exec(html)?.[0] ?? '';
  const links = [...menu.matchAll(/<a ([^>]*)><bdi>([^<]*)/g)].map(([, attributes = '', key = '']) => ({
    key,
    href: decodeURIComponent(/href="([^"]*)"/.exec(attributes)?.[1] ?? '').replaceAll('&amp;', '&'),
    current: attributes.includes('aria-current'),
  }));
  return { menu, links, keys: links.map(({ key }) => key) };
}

test('whatever tag is there can be grouped by, those of an owner first, each once', () => {
  const facets = withTags('tier=1', 'team=a', 'cost%20centre=7', 'team=b', 'owner=x');
  const { links, keys } = render(facets, [['env', 'prod']]);
  expect(keys).toEqual(['owner', 'team', 'cost centre', 'tier']);
  expect(links[2]?.href).toBe('/secrets?env=prod&by=tag:cost+centre');
  expect(links.some(({ current }) => current)).toBe(false);
});

test('the tag that is grouped by is named and chosen, also where nothing has it', () => {
  const { menu, links } = render(withTags('tier=1'), [['by', 'tag:gone']]);
  expect(links.filter(({ current }) => current).map(({ key }) => key)).toEqual(['gone']);
  expect(menu).toMatch(/<summary aria-current="true".*Tag gone/);
  expect(render(undefined, [['by', 'tag:gone']]).keys).toEqual(['gone']);
});

test('a key is text, whatever it holds', () => {
  const { menu } = render(withTags(`${encodeURIComponent('<b>\u202E')}=1`));
  expect(menu).toContain('<bdi>&lt;b&gt;‹U+202E›</bdi>');
});

test('where nothing has a tag there is no menu, and where some may be missing it says so', () => {
  expect(render(withTags()).menu).toBe('');
  expect(render(withTags('tier=1')).menu).not.toContain('most frequent');
  const many = Array.from({ length: MOST_FACET_VALUES }, (_, at) => `id=${at}`);
  expect(render(withTags(...many)).menu).toContain(`${MOST_FACET_VALUES} most frequent tags`);
});
