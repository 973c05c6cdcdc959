import { createRoot } from "react-dom/client";
import { Chrono } from "react-chrono";
import "react-chrono/dist/style.css";

const events = await fetch("events.json").then((answer) => answer.json());
const items = events.map(({ date, title, summary }) => ({ title: date, cardTitle: title, cardDetailedText: summary }));
createRoot(document.getElementById("timeline")).render(<Chrono items={items} mode="vertical" />);
