// What the page begins with.
import "./core/early";
import "./style/base.css";
import "./style/frame.css";
import "./style/form.css";
import "./style/views.css";
import "./style/picture.css";
import "./app";
