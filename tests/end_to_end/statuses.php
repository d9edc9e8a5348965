<?php
/*
 * Remembers each change of a post's status, also of those that last for a moment only,
 * so that a test can say that nothing has become public without a wish.
 */
add_action('transition_post_status', function ($new, $old, $post) {
    if ($post->post_type === 'post' && $new !== $old) {
        $seen = get_option('seen_statuses', array());
        $seen[] = array($post->ID, $old, $new);
        update_option('seen_statuses', $seen, false);
    }
}, 10, 3);
