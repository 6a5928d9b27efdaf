import type { Look } from '@/lib/domain/diagnosis/function-facts';
import type { FunctionSight, PreflightCheck } from '@/lib/domain/preflight-facts';
import { findFunctionName } from './find-strategy';

const warn = (id: string, message: string): PreflightCheck => ({ id, level: 'warning', message });

function tellUnseen(sight: FunctionSight): string | null {
  if ('unseen' in sight) return sight.unseen;
  const { configuration } = sight;
  if (configuration.kind === 'seen' || configuration.kind === 'missing') return null;
  return `${configuration.kind === 'refused' ? 'AWS refused it.' : 'AWS did not answer it.'} ${configuration.remedy}`.trim();
} // prettier-ignore

const isClosed = (admission: Look<string>): boolean =>
  admission.kind === 'missing' || (admission.kind === 'seen' && admission.value === 'closed');

/** What AWS just told of a function that rotates, where it was asked. What could not be looked at blocks nothing. */
export function checkFunction(arn: string, sight: FunctionSight | undefined): PreflightCheck[] {
  const name = findFunctionName(arn) ?? arn;
  const configured = `Rotation is configured, by the function ${name}.`;
  const say = (message: string): PreflightCheck => ({ id: 'configured', level: 'reassuring', message });
  if (sight === undefined) return [say(configured)];
  const unseen = tellUnseen(sight);
  if (unseen !== null) return [say(`${configured} Whether that function is still there was not looked at: ${unseen}`)];
  if ('unseen' in sight) return [say(configured)];
  const { configuration, admission } = sight;
  if (configuration.kind === 'missing') {
    const message = `Its rotation function ${name} is not there: no step could run. Deploy it again, or configure the secret with the one that is to rotate it.`; // prettier-ignore
    return [{ id: 'function-missing', level: 'blocking', message }];
  }
  const checks = [say(configured)];
  if (configuration.kind === 'seen' && configuration.value.state === 'Failed')
    checks.push(warn('function-broken', `Lambda says itself that the function ${name} is not ready to be invoked.`));
  if (isClosed(admission))
    checks.push(warn('not-invocable', `Nothing in the policy of the function ${name} lets Secrets Manager invoke it for this secret: AWS would refuse.`)); // prettier-ignore
  return checks;
}
