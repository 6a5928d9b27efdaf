import { describe, expect, it } from 'vitest';
import { toDownload } from './download';

/** Parts without an end, and what became of them. */
function follow() {
  const said = { ends: 0, isOver: false };
  async function* parts() {
    try {
      for (;;) yield 'part';
    } finally {
      said.isOver = true;
    }
  }
  const leaving = new AbortController();
  const file = {
    name: 'a.csv',
    type: 'text/csv',
    requestId: 'r',
    signal: leaving.signal,
    onEnd: () => void said.ends++,
  };
  return { said, leaving, open: () => toDownload(parts(), file) };
}

describe('a download', () => {
  it('is over for a reader who left before it began, whom nobody reads it for', async () => {
    const { said, leaving, open } = follow();
    leaving.abort();
    await open();
    expect(said.ends).toBeGreaterThan(0);
    await expect.poll(() => said.isOver).toBe(true);
  });

  it('is over for a reader who leaves before the first part is read', async () => {
    const { said, leaving, open } = follow();
    await open();
    expect(said.ends).toBe(0);
    leaving.abort();
    expect(said.ends).toBeGreaterThan(0);
    await expect.poll(() => said.isOver).toBe(true);
  });

  it('is over where its body is cancelled', async () => {
    const { said, open } = follow();
    await (await open()).body?.cancel();
    expect(said.ends).toBeGreaterThan(0);
    await expect.poll(() => said.isOver).toBe(true);
  });
});
