"""What leaves the desk: the publish sheet, the outbox with its log, and the offer to undo."""
