/** What is sent, and the statuses of all answers that may come of it; none: the connection is cut. */
export interface Attack {
  what: string;
  bytes: Buffer | string;
  ends: readonly number[];
}

/** A request of its own, which must never be answered where it stands inside another. */
const SMUGGLED = (host: string) => `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;

/** In front of each, so that a second answer, if any came, would be awaited. */
export function attacksOn(host: string, cookie: string): Attack[] {
  const line = (target: string | Buffer, rest = ''): Buffer =>
    Buffer.concat([
      Buffer.from('GET '),
      Buffer.from(target),
      Buffer.from(` HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nCookie: ${cookie}\r\n${rest}\r\n`, 'latin1'),
    ]);
  const withHeader = (header: string): Buffer => line('/api/me', `${header}\r\n`);
  const hosts = (header: string): string => `GET /api/health HTTP/1.1\r\n${header}Connection: close\r\n\r\n`;
  const post = (headers: string, body: string): string =>
    `POST /api/sync HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
  const inside = SMUGGLED(host);
  const chunked = 'Transfer-Encoding: chunked\r\n';
  const of = (ends: readonly number[], rows: readonly (readonly [string, Buffer | string])[]): Attack[] =>
    rows.map(([what, bytes]) => ({ what, bytes, ends }));
  return [
    ...of(
      [400],
      [
        ['an absolute target of ours', line(`http://${host}/api/health`)],
        ['an absolute target of another', line('http://evil.example/api/health')],
        ['an absolute target without a host', line('http:///api/health')],
        ['another scheme', line('ftp://evil.example/')],
        ['a target with a user', line(`http://a@${host}/`)],
        ['a target that is a host', line(host)],
        ['a target that is a star', line('*')],
        ['a target without a slash', line('api/health')],
        ['a target that begins with two', line('//evil.example/api/health')],
        ['a target with a backslash', line('/\\evil.example')],
        ['a line break in the target', line('/api/me\r\nX-Injected: 1')],
        ['a bare LF in the target', line('/api/me\nX-Injected: 1')],
        ['a bare CR in the target', line('/api/me\rX-Injected: 1')],
        ['a NUL in the target', line('/api/me\0')],
        ['a tab in the target', line('/api/me\t')],
        ['an overlong dot', line('/api/secrets/%c0%ae%c0%ae/health')],
        ['an overlong slash', line('/api/secrets%c0%afx')],
        ['an overlong slash of three bytes', line('/api/secrets/%e0%80%af')],
        ['an overlong slash of four bytes', line('/api/secrets/%f0%80%80%af')],
        ['half of a surrogate pair', line('/api/secrets/%ed%a0%80')],
        ['a byte that is no UTF-8', line('/secrets/%ff')],
        ['half of an escape', line('/api/secrets/%2')],
        ['an escape of no hex', line('/api/secrets/%u002e')],
      ],
    ),
    // What is left of a path is another path of ours, or none; never a file.
    ...of(
      [200],
      [
        ['encoded dot segments', line('/api/secrets/%2e%2e/health')],
        ['encoded dot segments in capitals', line('/api/secrets/x/%2E%2e/%2e%2E/health')],
        ['more dot segments than segments', line('/../../../api/health')],
      ],
    ),
    ...of(
      [404],
      [
        ['an encoded slash behind dots', line('/api/secrets/..%2fhealth')],
        ['dots encoded twice', line('/api/secrets/%252e%252e%252fhealth')],
        ['a parameter of the path', line('/api/secrets;x=1')],
        ['a line break, encoded', line('/api/secrets/x%0d%0aX-Injected:%201')],
        ['a NUL, encoded', line('/api/secrets/%00')],
        ['a file of the build behind dots', line('/_next/static/%2e%2e/%2e%2e/package.json')],
        ['the same, with encoded slashes', line('/_next/static/..%2f..%2f..%2fpackage.json')],
        ['the same, with encoded backslashes', line('/_next/static/..%5c..%5c..%5cpackage.json')],
        ['a public file behind dots', line('/..%2fpackage.json')],
        ['the environment', line('/.env')],
        ['the page that Next shows where something broke', line('/_global-error')],
        ['the same, encoded', line('/%5Fglobal-error')],
        ['the same by its status', line('/500')],
        ['its status, encoded', line('/%35%30%30')],
      ],
    ),
    ...of(
      [400],
      [
        ['two hosts', hosts(`Host: ${host}\r\nHost: evil.example\r\n`)],
        ['one host twice', hosts(`Host: ${host}\r\nHost: ${host}\r\n`)],
        ['an empty host', hosts('Host:\r\n')],
        ['no host', hosts('')],
        ['a host behind a space', hosts(`Host : ${host}\r\n`)],
        ['a host over two lines', hosts(`Host: ${host}\r\n evil.example\r\n`)],
        ['a header with a NUL', withHeader('X-A: a\0b')],
        ['a header with a bare CR', withHeader('X-A: a\rX-Injected: 1')],
        ['a header of no name', withHeader(': a')],
        ['a header with a space in its name', withHeader('X A: a')],
        ['a header without a colon', withHeader('X-A')],
        ['lines that end with LF alone', `GET /api/health HTTP/1.1\nHost: ${host}\n\n`],
        ['a method in small letters', line('/api/health').toString().replace('GET', 'get')],
        ['a method of nobody', line('/api/health').toString().replace('GET', 'X'.repeat(30))],
        ['no version', `GET /api/health\r\nHost: ${host}\r\n\r\n`],
        ['a version of another protocol', line('/api/health').toString().replace('HTTP/1.1', 'HTTP/2.0')],
        ['two authorizations', withHeader('Authorization: Bearer a\r\nAuthorization: Bearer b')],
        ['a state of the router that is no JSON', line('/secrets?_rsc=x', 'RSC: 1\r\nNext-Router-State-Tree: x\r\n')],
        ['one of another shape', line('/sign-in', 'RSC: 1\r\nNext-Router-State-Tree: [1]\r\n')],
      ],
    ),
    ...of(
      [421],
      [
        ['a host of somebody else', hosts('Host: evil.example\r\n')],
        ['two hosts in one', hosts(`Host: ${host}, evil.example\r\n`)],
        ['a host with a user', hosts(`Host: a@${host}\r\n`)],
        ['a host with a path', hosts(`Host: ${host}/x\r\n`)],
        ['a host with a dot at its end', hosts(`Host: ${host.replace(':', '.:')}\r\n`)],
      ],
    ),
    ...of(
      [400],
      [
        ['two lengths', post('Content-Length: 2\r\nContent-Length: 40\r\n', `{}${inside}`)],
        ['one length twice', post('Content-Length: 2\r\nContent-Length: 2\r\n', `{}${inside}`)],
        ['lengths in one', post('Content-Length: 2, 2\r\n', `{}${inside}`)],
        ['a length with a sign', post('Content-Length: +2\r\n', `{}${inside}`)],
        ['a length below nothing', post('Content-Length: -2\r\n', `{}${inside}`)],
        ['a length in hex', post('Content-Length: 0x2\r\n', `{}${inside}`)],
        ['a length beyond all numbers', post(`Content-Length: ${'9'.repeat(40)}\r\n`, `{}${inside}`)],
        ['a length and chunks', post(`Content-Length: 6\r\n${chunked}`, `0\r\n\r\n${inside}`)],
        ['chunks and a length', post(`${chunked}Content-Length: 6\r\n`, `0\r\n\r\n${inside}`)],
        ['chunks of HTTP/1.0', post(chunked, `0\r\n\r\n${inside}`).replace('HTTP/1.1', 'HTTP/1.0')],
        ['chunks of another kind', post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${inside}`)],
        ['chunks that are not last', post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${inside}`)],
        ['chunks behind a space', post('Transfer-Encoding : chunked\r\n', `0\r\n\r\n${inside}`)],
        ['chunks over two lines', post('Transfer-Encoding:\r\n chunked\r\n', `0\r\n\r\n${inside}`)],
        ['a vertical tab before chunks', post('Transfer-Encoding: \x0bchunked\r\n', `0\r\n\r\n${inside}`)],
        ['a chunk of no size', post(chunked, `zz\r\n{}\r\n0\r\n\r\n${inside}`)],
        ['a chunk below nothing', post(chunked, `-2\r\n{}\r\n0\r\n\r\n${inside}`)],
        ['a chunk beyond all numbers', post(chunked, `${'f'.repeat(20)}\r\n{}\r\n0\r\n\r\n${inside}`)],
        ['a chunk without its end', post(chunked, `2\r\n{}0\r\n\r\n${inside}`)],
        ['a chunk that LF alone ends', post(chunked, `2\n{}\n0\n\n${inside}`)],
        ['a length of what is only read, and a request in it', line('/api/me', 'Content-Length: x\r\n')],
      ],
    ),
    ...of(
      [413],
      [
        ['a body that is too long, and a request in it', post('Content-Length: 70000\r\n', inside)],
        ['chunks that are too long', post(chunked, `11170\r\n${'x'.repeat(0x1_11_70)}\r\n0\r\n\r\n${inside}`)],
        ['an extension of a chunk without end', post(chunked, `2;${'x'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n${inside}`)],
      ],
    ),
    ...of(
      [405],
      [
        [
          'a method that is not offered, and a request as its body',
          `PUT /api/me HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${inside.length}\r\n\r\n${inside}`,
        ],
        ['TRACE', `TRACE /api/me HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
        [
          'a page that is posted to, and a request as its body',
          `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${inside.length}\r\n\r\n${inside}`,
        ],
        ['all that is asked of nothing', `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n`],
      ],
    ),
    ...of([], [['a tunnel', `CONNECT evil.example:443 HTTP/1.1\r\nHost: ${host}\r\n\r\n${inside}`]]),
    ...of(
      [431],
      [
        ['more headers than are read', withHeader(Array.from({ length: 300 }, (_, i) => `X-${i}: 1`).join('\r\n'))],
        ['a path that is too long', line(`/api/${'x'.repeat(20_000)}`)],
        ['a cookie that is too long', withHeader(`Cookie: ${'x'.repeat(20_000)}`)],
      ],
    ),
    // Nothing is wrong with these, and they are answered once each.
    ...of(
      [200],
      [
        ['an expectation that is no other', withHeader('Expect: the-unexpected')],
        ['a header that says which others go no further', withHeader('Connection: close, cookie, host')],
        ['two spaces', line('/api/health').toString().replace('GET ', 'GET  ')],
        ['a method in a header', withHeader('X-HTTP-Method-Override: DELETE')],
        // Who offers another protocol goes on in ours.
        ['a WebSocket', withHeader('Connection: close, Upgrade\r\nUpgrade: websocket')],
        [
          'another version of HTTP',
          withHeader('Connection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ'),
        ],
      ],
    ),
    {
      what: 'two requests, one after the other',
      bytes: `${line('/api/me').toString().replace('Connection: close\r\n', '')}${inside}`,
      ends: [200, 200],
    },
  ];
}
