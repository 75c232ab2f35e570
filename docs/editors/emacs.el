(require 'eglot)
(add-to-list 'eglot-server-programs '(nxml-mode . ("boxwright" "lsp")))
(add-hook 'nxml-mode-hook #'eglot-ensure)
