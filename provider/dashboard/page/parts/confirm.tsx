import { useEffect, useRef } from "preact/hooks";
import { type Resource } from "../../../model/resource";
import { type Action } from "../../protocol";
import { actionNames, questionOf } from "../view/actions";

export interface Question {
    action: Action;
    resource: Resource;
}

interface ConfirmProps {
    question: Question;
    confirm: () => void;
    cancel: () => void;
}

export function Confirm({ question, confirm, cancel }: ConfirmProps) {
    const dialog = useRef<HTMLDialogElement>(null);
    const { title, text } = questionOf(question.action, question.resource);
    useEffect(() => dialog.current?.showModal(), []);
    return (
        <dialog ref={dialog} aria-labelledby="question" aria-describedby="effect" onClose={cancel}>
            <h2 id="question">{title}</h2>
            <p id="effect">{text}</p>
            <div class="buttons">
                <button type="button" onClick={cancel}>
                    Cancel
                </button>
                <button type="button" class={question.action === "start" ? "main" : "danger"} onClick={confirm}>
                    {actionNames[question.action]}
                </button>
            </div>
        </dialog>
    );
}
