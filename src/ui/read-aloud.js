// Reads the page aloud in elderly mode. The page works without it: the button stays hidden until a voice is there.
const button = document.querySelector('[data-read-aloud]')
const words = button?.textContent ?? ''

function stop() {
  speechSynthesis.cancel()
  button.textContent = words
  button.setAttribute('aria-pressed', 'false')
}

// NOTE one utterance a paragraph: browsers cut off a long one in the middle without a word.
function read() {
  // NOTE innerText, not textContent: what is hidden is not read, and blocks end in line breaks.
  const place = document.querySelector('.sheet') ?? document.querySelector('main')
  // biome-ignore lint/performance/useDomNodeTextContent: see above
  const pieces = place.innerText.split('\n').filter((line) => line.trim())
  const spoken = pieces.map((piece) => {
    const utterance = new SpeechSynthesisUtterance(piece)
    utterance.lang = 'zh-CN'
    utterance.rate = 0.9
    return utterance
  })
  const last = spoken.at(-1)
  if (!last) return
  last.onend = stop
  button.textContent = '停止朗读'
  button.setAttribute('aria-pressed', 'true')
  for (const utterance of spoken) speechSynthesis.speak(utterance)
}

if (button && 'speechSynthesis' in window) {
  button.hidden = false
  button.addEventListener('click', () => {
    if (button.getAttribute('aria-pressed') === 'true') stop()
    else read()
  })
  window.addEventListener('pagehide', () => speechSynthesis.cancel())
}
