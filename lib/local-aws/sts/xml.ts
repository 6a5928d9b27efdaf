import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);

function toElements(members: JsonObject): string {
  return Object.entries(members)
    .map(([name, value]) => {
      if (isJsonObject(value)) return `<${name}>${toElements(value)}</${name}>`;
      return typeof value === 'string' || typeof value === 'number' ? `<${name}>${escape(`${value}`)}</${name}>` : '';
    })
    .join('');
}

/** An answer of the query protocol (smithy awsQuery): `<XResponse><XResult>…`. */
export function toXmlAnswer(action: string, result: JsonObject, requestId: string): string {
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${action}Response xmlns="${namespace}"><${action}Result>${toElements(result)}</${action}Result>${metadata}</${action}Response>`;
}

export function toXmlError(error: { code: string; message: string; status: number }, requestId: string): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const inner = toElements({ Type: type, Code: error.code, Message: error.message });
  return `<ErrorResponse xmlns="${namespace}"><Error>${inner}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}
