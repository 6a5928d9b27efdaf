import 'server-only';
import type { Instrumentation } from 'next';
import { readConfigInForce } from '@/lib/runtime/config-in-force';
import { createLog } from './create-log';
import { logPageFailure } from './log-page-failure';

/** With a log of its own: the system may be what could not be opened. */
export function reportPageFailure(...failure: Parameters<Instrumentation.onRequestError>): void {
  logPageFailure(createLog(readConfigInForce().config.logLevel, 'web'), ...failure);
}
