// What begins first: the worker loads the core while the page is still being read.
import "./style/base.css";
import "./style/frame.css";
import "./style/form.css";
import "./style/views.css";
import "./style/picture.css";
import "./core/client";

void import("./app");
