/** What a script would call if it ran; each journey binds it, and counts. */
export const CANARY = 'hostileCanary';
/** Nobody asks for it but an element made of somebody's text. */
export const LURE = '/lure-of-hostile-text';

export const MARKUP = `<img src=${LURE} onerror=${CANARY}()>`;
/** Out of the payload that the server renders for the router, and out of an attribute. */
export const BREAKOUT = `</script><script>${CANARY}()</script>`;
export const ATTRIBUTE = `" onfocus="${CANARY}()" autofocus x="`;
export const TEMPLATE = `{{constructor.constructor('${CANARY}()')()}}\${${CANARY}()}`;
/** Turned round by an override, isolated without an end, and with letters that show nothing. */
export const BIDI = 'safe\u202Eevil\u2066\u200Bzero\uFEFF';
export const RIGHT_TO_LEFT = 'שלום';
export const LONG = 'w'.repeat(480);
export const SCRIPT_LINK = `JaVaScRiPt:${CANARY}()//`;
export const DATA_LINK = `data:text/html,<script>opener.${CANARY}()</script>`;

/** All of it at once; under 512 characters without what is long. */
export const HOSTILE = [MARKUP, BREAKOUT, ATTRIBUTE, TEMPLATE, BIDI, RIGHT_TO_LEFT, '\u2028=1+1'].join(' ');

/** What may be in a reason or a token's name: no letter that is not seen. */
export const VISIBLE = `${MARKUP}${BREAKOUT}`;
