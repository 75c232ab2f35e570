vim.lsp.config('boxwright', {
  cmd = { 'boxwright', 'lsp' },
  filetypes = { 'xml' },
  root_markers = { 'boxwright.toml', '.git' },
})
vim.lsp.enable('boxwright')
