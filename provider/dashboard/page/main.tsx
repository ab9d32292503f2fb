import { render } from "preact";
import { App } from "./parts/app";
import "./style/app.css";

const root = document.getElementById("app");
if (root) {
    root.textContent = "";
    render(<App />, root);
}
