// Shows what needs a passkey only where there can be one, and says in words when one did not work.
document.addEventListener('DOMContentLoaded', () => {
  if (!window.PublicKeyCredential) return
  for (const part of document.querySelectorAll('[data-needs-passkeys]')) part.hidden = false
})
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  for (const part of document.querySelectorAll('[data-passkey-problem]')) part.hidden = false
})
