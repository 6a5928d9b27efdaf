import { describe, expect, it } from 'vitest';
import { toOpenApi } from './openapi';
import { secretItem } from './secret-item';
import { textsByName } from './texts-by-name';

describe('texts by name', () => {
  it.each(['{}', '{"__proto__":"x","constructor":"y","a":""}', '{"toString":"1","":"2"}'])('keep %s whole', (json) => {
    expect(JSON.stringify(textsByName.parse(JSON.parse(json)))).toBe(json);
  });

  it.each(['null', '"text"', '[]', '["a"]', '{"a":1}', '{"a":null}', '{"__proto__":{"a":"b"}}'])(
    'are not %s',
    (json) => {
      expect(textsByName.safeParse(JSON.parse(json)).success).toBe(false);
    },
  );

  it('are what the tags of a secret are, and described as an object of strings', () => {
    expect(secretItem.shape.tags).toBe(textsByName);
    expect(JSON.stringify(toOpenApi())).toContain('"tags":{"type":"object","additionalProperties":{"type":"string"}}');
  });
});
