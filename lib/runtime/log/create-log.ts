import 'server-only';
import { pino, type DestinationStream } from 'pino';
import type { LogLevel } from '@/lib/config/config';
import type { Log } from '@/lib/domain/ports/context';
import { toLogFields } from './to-log-fields';

/** JSON lines on standard output (or `destination`), each field held against the allow-list. */
export function createLog(level: LogLevel, name: string, destination?: DestinationStream): Log {
  const options = { level, base: { process: name }, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination ? pino(options, destination) : pino(options);
  return {
    info: (fields, message) => logger.info(toLogFields(fields), message),
    warn: (fields, message) => logger.warn(toLogFields(fields), message),
    error: (fields, message) => logger.error(toLogFields(fields), message),
  };
}
