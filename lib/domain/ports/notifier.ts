import type { NoticeMessage } from '@/lib/domain/notification/notice';
import type { SendOutcome } from '@/lib/domain/notification/send-problem';

/** Brings a message to a channel. Every attempt resolves the name anew and holds the address against the rules. */
export interface Notifier {
  /** Never throws but where it is stopped (`signal`): what went wrong is an outcome. */
  send(channel: string, delivery: { id: string; message: NoticeMessage }, signal: AbortSignal): Promise<SendOutcome>;
}
