import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SystemContext } from '@/lib/domain/ports/context';
import { makeEvent, makePrincipal, ok } from '@/lib/store/testing/make-event';
import { BEGIN, HOUR, scope, startNotifyFixture, type NotifyFixture } from './testing/notify-fixture';

let fixture: NotifyFixture;
let ctx: SystemContext;
beforeAll(async () => {
  fixture = await startNotifyFixture();
  ({ ctx } = fixture);
});
afterAll(async () => fixture.stop());
afterEach(async () => fixture.clear());

const later = (milliseconds: number): Date => fixture.later(milliseconds);
const look: NotifyFixture['look'] = (...change) => fixture.look(...change);
const list: NotifyFixture['list'] = (...secrets) => fixture.list(...secrets);

describe('a read of what is pending deletion', () => {
  const DELETED = new Date(BEGIN - 24 * HOUR);
  const read = (who: string, at: Date, arn: string) => {
    const refused = { outcome: 'failed', errorCode: 'InvalidRequestException' } as const;
    const event = makeEvent({ secretId: arn, at, principal: makePrincipal(who), ...refused });
    return ctx.store.history.applyEvents({ scopeId: scope.id, records: [ok(event)], covered: null, at });
  };

  it('is told once for each reader and deletion, with who it was', async () => {
    const pending = fixture.secret('gone', { deletedAt: DELETED });
    await list(pending);
    await read('before', new Date(BEGIN - HOUR), pending.secret.arn);
    await look();
    await read('api', later(1000), pending.secret.arn);
    await read('api', later(1000), pending.secret.arn);
    await look();
    await read('api', later(1000), pending.secret.arn);
    await look();
    expect((await fixture.messages()).map(({ occasion, facts }) => [occasion, facts])).toEqual([
      ['deletion.read', [{ label: 'a program', value: 'api, 2 times' }]],
    ]);
    await read('batch', later(1000), pending.secret.arn);
    await look();
    expect(await fixture.told()).toHaveLength(2);
    // Restored, and deleted again.
    await list(fixture.secret('gone', { deletedAt: null, observedAt: later(1000) }));
    await look();
    await list(fixture.secret('gone', { deletedAt: later(1000), observedAt: later(1000) }));
    await read('api', later(1000), pending.secret.arn);
    await look();
    expect(await fixture.told()).toHaveLength(3);
  });
});
